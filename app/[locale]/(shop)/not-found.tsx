import { LinkButton } from "@/components/ui/button";

export default function NotFound() {
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>This page is not here</h1>
      <p className="text-stone">
        The address may be misspelt, or what was here is no longer sold. The search at the top finds everything we have.
      </p>
      <LinkButton href="/">Go to the front page</LinkButton>
    </div>
  );
}
