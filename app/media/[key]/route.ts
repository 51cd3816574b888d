import { database } from "@/app/_server/database";
import { env } from "@/lib/core/env";
import { servePicture } from "@/lib/media/serve-picture";
import { openMediaStore } from "@/lib/media/store";

export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  return servePicture(database(), openMediaStore(env()), (await params).key, request);
}
