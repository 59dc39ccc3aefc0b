"""Words: stages and refusals, results and what is hidden."""
