"""How fast Cairn is with everything switched on, told as ratios that one run measured on one machine. `docs/guide/bench.md`."""
