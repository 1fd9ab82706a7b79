import type { Bucket } from "@/lib/domain/buckets";

/** A bucket with what a meter came to in it (null: nothing is known of it), and in how many events. */
export type BucketAmount = Bucket & { amount: string | null; count: number };
