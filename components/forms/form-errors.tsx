import { Alert } from "@/components/ui/alert";
import type { ContractForm } from "./use-contract-form";

export interface FormErrorsProps {
  form: ContractForm;
  /** The fields' labels, as links to where something is wrong. */
  labels: Readonly<Record<string, string>>;
}

/** What is wrong with the form as a whole, above it. */
export function FormErrors({ form, labels }: FormErrorsProps) {
  const fields = Object.entries(form.errors).filter(([name]) => name in labels);
  const others = Object.entries(form.errors).filter(([name]) => !(name in labels));
  const sentences = [...(form.failure ? [form.failure] : []), ...others.map(([, sentence]) => sentence)];
  if (fields.length === 0 && sentences.length === 0) return null;
  return (
    <Alert tone="critical" role="alert" title={sentences[0] ?? "Something needs a change"}>
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${form.formId}-${name}`} className="underline">
                {labels[name]}
              </a>{" "}
              {sentence}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
