import { defaultResource, type Resource } from '@opentelemetry/resources';

let resource: Resource | undefined;

/** What this process is, for every signal alike: one instance id, whatever is sent. OpenTelemetry's default until it is set. */
export function processResource(): Resource {
  return resource ?? defaultResource();
}

export function setProcessResource(found: Resource): void {
  resource = found;
}
