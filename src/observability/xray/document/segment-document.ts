import type { AnnotationValue } from '../../request/index.js';

/** Source of every shape here: AWS X-Ray developer guide, "X-Ray segment documents". */

/** Metadata by namespace and key: any JSON, never indexed. */
export type MetadataBlock = Record<string, Record<string, unknown>>;

export interface HttpBlock {
  readonly request?: {
    readonly method: string;
    readonly url?: string;
    readonly user_agent?: string;
    readonly client_ip?: string;
    /** `client_ip` was told by a proxy. */
    readonly x_forwarded_for?: boolean;
  };
  readonly response?: {
    readonly status: number;
    /** Bytes. */
    readonly content_length?: number;
  };
}

export interface SqlBlock {
  readonly sanitized_query?: string;
  readonly database_type?: string;
  readonly url?: string;
  readonly database_version?: string;
  readonly driver_version?: string;
  readonly user?: string;
  readonly preparation?: 'call' | 'statement';
}

export interface StackFrame {
  readonly path: string;
  readonly line?: number;
  readonly label: string;
}

export interface ExceptionDocument {
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly type?: string;
  readonly message?: string;
  /** The exception came from the service that was called. */
  readonly remote?: boolean;
  readonly stack?: readonly StackFrame[];
  /** Stack frames left out. */
  readonly truncated?: number;
}

/** Points at an exception that some document of the trace describes. */
export interface ExceptionReference {
  readonly id: string;
  readonly type: string | undefined;
}

/** Exceptions, or the id of an exception that another subsegment describes. */
export type CauseBlock =
  | string
  | {
      readonly working_directory?: string;
      readonly exceptions: readonly ExceptionDocument[];
    };

/** 4xx is an `error`, 429 a `throttle` besides, 5xx a `fault`. */
export interface OutcomeFlags {
  readonly error?: true;
  readonly throttle?: true;
  readonly fault?: true;
}

/** A segment, or a subsegment; what nests in it is put there once it is known that it fits. */
interface WorkDocument extends OutcomeFlags {
  readonly name: string;
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** Seconds since the epoch, with microseconds. */
  readonly start_time: number;
  readonly end_time: number;
  readonly http?: HttpBlock;
  readonly aws?: Record<string, unknown>;
  readonly cause?: CauseBlock;
  readonly annotations?: Record<string, AnnotationValue>;
  readonly metadata?: MetadataBlock;
}

export interface SegmentDocument extends WorkDocument {
  readonly trace_id: string;
  /** Id of the caller's subsegment. */
  readonly parent_id?: string;
  readonly service?: { readonly version: string };
  readonly user?: string;
  /** The type of AWS resource that runs the service. */
  readonly origin?: string;
}

/** A segment that has begun, and will be sent again when it has ended. */
export interface AnnouncedSegment extends Omit<SegmentDocument, 'end_time'> {
  readonly in_progress: true;
}

export interface SubsegmentDocument extends WorkDocument {
  readonly namespace?: 'aws' | 'remote';
  readonly sql?: SqlBlock;
  readonly precursor_ids?: readonly string[];
}

/** A document, or a part of one, that is still being put together. */
export type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** A document and what nests in it. */
export interface DocumentNode {
  readonly document: SegmentDocument | SubsegmentDocument;
  /** The exception that ended this work, described here or deeper down. */
  readonly exception?: ExceptionReference | undefined;
  readonly children: readonly DocumentNode[];
}
