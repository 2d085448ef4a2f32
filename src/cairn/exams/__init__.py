"""Items, papers and sittings: timed, resumable, scored exactly."""
