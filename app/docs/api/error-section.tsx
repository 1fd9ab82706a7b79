type Explained = { code: string; status: number; meaning: string; fix: string };

export function ErrorSection({ errors }: { errors: readonly Explained[] }) {
  return (
    <section className="grid grid-cols-1 gap-4" aria-labelledby="errors">
      <div>
        <h2 id="errors" className="scroll-mt-4 font-semibold text-xl">
          Errors
        </h2>
        <p className="text-muted">
          Every failure is an <code>application/problem+json</code> with type, title, status, code, detail,
          request_id, and errors per field where fields are wrong.
        </p>
      </div>
      <dl className="grid grid-cols-1 gap-4">
        {errors.map(({ code, status, meaning, fix }) => (
          <div key={code} id={code} className="scroll-mt-4 rounded-lg border border-hairline bg-card p-4">
            <dt className="font-mono text-sm">
              <strong>{status}</strong> {code}
            </dt>
            <dd className="mt-1">
              {meaning} {fix}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
