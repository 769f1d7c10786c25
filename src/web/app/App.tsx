import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";

export function App() {
  return (
    <main>
      <Button variant="primary" icon="play">
        Run
      </Button>
      <IconButton icon="eye" label="Hide" />
    </main>
  );
}
