import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SessionsCard } from "./sessions-card";

export function AccountView({ name, email }: { name: string; email: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <NameForm name={name} email={email} />
      <PasswordForm email={email} />
      <SessionsCard />
    </div>
  );
}
