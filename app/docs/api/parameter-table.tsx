import { TableScroll } from "@/components/ui/table";
import type { Parameter } from "./read-document";

export function ParameterTable({ of, parameters }: { of: string; parameters: readonly Parameter[] }) {
  return (
    <TableScroll label={`Parameters of ${of}`}>
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="border-hairline border-b">
            <th scope="col" className="py-1 pr-4 font-medium">
              Parameter
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              Meaning
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              Default
            </th>
            <th scope="col" className="py-1 font-medium">
              Example
            </th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, description, values, fallback, example }) => (
            <tr key={name} className="border-hairline border-b align-top last:border-0">
              <td className="py-1 pr-4 font-mono">{name}</td>
              <td className="py-1 pr-4">
                {description}
                {values.length > 0 && <span className="text-muted"> · one of {values.join(", ")}</span>}
              </td>
              <td className="py-1 pr-4 font-mono">{fallback}</td>
              <td className="py-1 font-mono">{example}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
