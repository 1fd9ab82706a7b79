/** Reads a JSON body and answers: what the framework costs by itself. */
export async function POST(request: Request): Promise<Response> {
  const event: unknown = await request.json();
  return Response.json({ accepted: event === null ? 0 : 1 });
}
