import { jpegWithoutMetadata } from '@foyer/shared-core/model';

/** The longer side of a picture that was made smaller, in pixels. */
const SMALL_SIDE = 1600;

/** Whether a file is a picture that can be looked at and made smaller here; a GIF may move. */
export function isStill({ type }: File): boolean {
  return /^image\/(png|jpeg|webp)$/.test(type);
}

/** Draws a picture no larger than `side`; the page's policy need not allow any address for it. Rejects when it is none. */
export async function drawPicture(file: Blob, canvas: HTMLCanvasElement, side: number): Promise<void> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  canvas.width = Math.ceil(picture.width * scale);
  canvas.height = Math.ceil(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}

/** The picture as it is sent: without the place it was taken at, and smaller where that is wished and helps. */
export async function preparePicture(file: File, makeSmall: boolean): Promise<Blob> {
  const bare = new Blob([jpegWithoutMetadata(new Uint8Array(await file.arrayBuffer())) as BlobPart]);
  if (!makeSmall) return bare;
  try {
    const canvas = document.createElement('canvas');
    await drawPicture(file, canvas, SMALL_SIDE);
    const small = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, file.type, 0.85);
    });
    // A browser that cannot write this type writes another one.
    return small?.type === file.type && small.size < bare.size ? small : bare;
  } catch {
    return bare;
  }
}
