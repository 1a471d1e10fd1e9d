"""How well a body of knowledge answers labelled questions: verdicts, figures, and what ready-made ways would reach."""
