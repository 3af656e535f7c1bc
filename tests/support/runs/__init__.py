"""What a whole run of the tests needs: shared workers, a played scheduler, log lines that are read at the end."""
