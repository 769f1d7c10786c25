import { Component, type ReactNode } from "react";
import { toProblem } from "../lib/toProblem.ts";
import { Button } from "../ui/Button.tsx";
import { ProblemNotice } from "../ui/ProblemNotice.tsx";

interface PageBoundaryProps {
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly error: unknown;
}

/** A page that throws becomes a problem; the rest stays, and so does the URL, which holds the query. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <ProblemNotice
        problem={{
          ...toProblem(error),
          hint: "What you typed is kept in the address. Try again, or reload the page.",
        }}
        actions={
          <>
            <Button variant="primary" onClick={() => this.setState({ error: undefined })}>
              Try again
            </Button>
            <Button variant="ghost" onClick={() => window.location.reload()}>
              Reload
            </Button>
          </>
        }
      />
    );
  }
}
