"""The state of the law: the forty rules judged for each service at a date, and what to do."""
