import { Reflector } from '@nestjs/core';
import { INJECTABLE_WATERMARK } from '@nestjs/common/internal';
import * as nestjsOtel from 'nestjs-otel';
import { libraryClasses } from './library-classes.js';

describe('libraryClasses', () => {
  it('holds every class of nestjs-otel that can be a provider', () => {
    const providers = Object.values(nestjsOtel).filter(
      (value) =>
        typeof value === 'function' &&
        new Reflector().get(INJECTABLE_WATERMARK, value) === true,
    );
    expect(providers).toContain(nestjsOtel.WideEventInterceptor);
    expect([...libraryClasses([])]).toEqual(expect.arrayContaining(providers));
  });
});
