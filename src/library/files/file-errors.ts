import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';

const errorDescriptions: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'part of the path is not a folder',
  ELOOP: 'its symbolic links form a loop',
  EISDIR: 'it is a folder',
  EIO: 'disk error',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'no space left on the disk',
  EFBIG: 'the file would be too large',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
};

/** Describes an error of the file system in words, without a full stop. */
export function describeFileError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return errorDescriptions[code ?? ''] ?? message;
}

/** @param reason without a full stop */
export function createWriteError(file: string, reason: string): UserError {
  return new UserError(`Cannot write ${file}: ${reason}.`, exitStatus.partialFailure);
}
