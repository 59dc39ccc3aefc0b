"""The words of councils: what staff read, what residents read, why something is refused."""
