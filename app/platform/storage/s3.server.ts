import type { Readable } from 'node:stream';
import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import { singleton } from '../singleton';
import { checkedKey, type S3Settings, type Storage, StorageMissing } from './contract';

/** Where a page of unfinished writes goes on. */
type Marker = { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined };

const CONNECT_MS = 3_000;
/** Of what is sent in parts, one at a time: the least that S3 takes (Amazon S3 User Guide, multipart upload limits). */
const PART_SIZE = 5 * 1024 * 1024;
const TRIES = 3;

/** Loaded when first asked for, since it is large. */
const loadSdk = async () => {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  return { ...sdk, Upload };
};

/**
 * A storage in a bucket of Amazon S3 or of a service that speaks its protocol (Amazon S3 API Reference 2006-03-01, signature
 * version 4). The bucket is the portal's own. A service that is silent for `timeoutMs` is an error, an absent one after three tries.
 * Every method throws a TypeError for a key that is none.
 */
export function s3Storage(settings: S3Settings): Storage {
  const { bucket: Bucket } = settings;
  const { endpoint, credentials, timeoutMs } = settings;
  const name = ['s3', endpoint, Bucket, credentials?.accessKeyId, timeoutMs].join(' ');
  const connect = () => singleton(name, () => connectTo(settings));
  return {
    async put(key, content) {
      const target = { Bucket, Key: checkedKey(key), ContentType: 'application/octet-stream' };
      const { sdk, client } = await connect();
      if (Buffer.isBuffer(content)) {
        await client.send(new sdk.PutObjectCommand({ ...target, Body: content }));
        return;
      }
      const params = { ...target, Body: content };
      await new sdk.Upload({ client, params, queueSize: 1, partSize: PART_SIZE }).done();
    },
    async open(key) {
      const target = { Bucket, Key: checkedKey(key) };
      const { sdk, client } = await connect();
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(target));
        return Body as Readable;
      } catch (error) {
        throw nameOf(error) === 'NoSuchKey' ? new StorageMissing(key) : error;
      }
    },
    async remove(key) {
      const target = { Bucket, Key: checkedKey(key) };
      const { sdk, client } = await connect();
      await client.send(new sdk.DeleteObjectCommand(target));
    },
    async exists(key) {
      const target = { Bucket, Key: checkedKey(key) };
      const { sdk, client } = await connect();
      try {
        await client.send(new sdk.HeadObjectCommand(target));
        return true;
      } catch (error) {
        if (nameOf(error) === 'NotFound') return false;
        throw error;
      }
    },
    async *keys() {
      const { sdk, client } = await connect();
      for await (const { Contents = [] } of sdk.paginateListObjectsV2({ client }, { Bucket }))
        for (const { Key } of Contents) if (Key) yield Key;
    },
    async sweep(before) {
      const { sdk, client } = await connect();
      let removed = 0;
      for (let from: Marker | null = {}; from; ) {
        const page: ListMultipartUploadsCommandOutput = await client.send(
          new sdk.ListMultipartUploadsCommand({ Bucket, ...from }),
        );
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
          if (!Initiated || Initiated >= before) continue;
          await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
          removed += 1;
        }
        const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
        from = IsTruncated ? { KeyMarker, UploadIdMarker } : null;
      }
      return removed;
    },
  };
}

async function connectTo({ endpoint, region, credentials, timeoutMs }: S3Settings) {
  const sdk = await loadSdk();
  const client = new sdk.S3Client({
    region,
    ...(credentials && { credentials }),
    // Names of buckets in the path are understood everywhere; in the host they need DNS of the service.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    maxAttempts: TRIES,
    // The signature covers what is sent; checksums beside it are not understood everywhere.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: timeoutMs },
  });
  return { sdk, client };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
