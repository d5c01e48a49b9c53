import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { CopyFault } from "./copy-fault.ts";

/** How every file of age begins (https://age-encryption.org/v1). */
const ageStart = "age-encryption.org/v1\n";

type Bytes = Uint8Array<ArrayBuffer>;

const reading = (file: string) => Readable.toWeb(createReadStream(file)) as ReadableStream<Bytes>;

/** Writes a stream into a new file that only its owner can read, and sees it onto the disk. */
const writeWhole = async (file: string, stream: ReadableStream<Uint8Array>): Promise<void> => {
  const handle = await open(file, "wx", 0o600);
  try {
    for await (const part of stream) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Whether a file is encrypted in the way of age. */
export const isEncrypted = async (file: string): Promise<boolean> => {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ageStart.length), 0, ageStart.length, 0);
    return buffer.toString("latin1", 0, bytesRead) === ageStart;
  } finally {
    await handle.close();
  }
};

/**
 * Encrypts a file with a passphrase into a new one, in the format of age (scrypt recipient), which any `age` opens as well. Memory does not
 * grow with the file. Rejects with what the file system throws.
 */
export const encryptFile = async (from: string, to: string, passphrase: string): Promise<void> => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  await writeWhole(to, await encrypter.encrypt(reading(from)));
};

/**
 * Decrypts a file of `encryptFile` into a new one. Rejects with `CopyFault`: `wrong_passphrase`, or `damaged_copy` when a byte was changed
 * or the end is missing; `name` is what messages call the file.
 */
export const decryptFile = async (from: string, to: string, passphrase: string, name: string): Promise<void> => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let stream: ReadableStream<Uint8Array>;
  try {
    stream = await decrypter.decrypt(reading(from));
  } catch (cause) {
    if (/no identity matched/.test((cause as Error).message))
      throw new CopyFault(
        "wrong_passphrase",
        `BACKUP_PASSPHRASE does not open ${name}: set the one that it was made with, unless its beginning is damaged.`,
        { cause },
      );
    throw new CopyFault("damaged_copy", `The copy ${name} is damaged (its encryption does not hold): take another one.`, {
      cause,
    });
  }
  try {
    await writeWhole(to, stream);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== undefined) throw cause;
    throw new CopyFault("damaged_copy", `The copy ${name} is damaged (a part was changed, or is missing): take another one.`, {
      cause,
    });
  }
};
