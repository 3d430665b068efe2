# What a developer does with Fairhall. `make test` installs what the tests need where it is missing.
.PHONY: run demo test check bench

run:
	cargo run --release

demo:
	cargo run --release -- serve --demo

# Everything, on both databases and with two nodes over Redis; what cannot run fails the run.
test:
	bash tests/tools/with_services.sh cargo test --features everything

check:
	cargo fmt --check
	cargo clippy --all-targets --features everything -- -D warnings
# With the examples, of which there are none, crates have the features that clippy has checked them with.
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet --features everything --lib --examples
	cargo test --quiet --features everything --test it architecture

# Figures against their targets, in a few minutes; docs/benchmarks.md says how to read them.
bench:
	ulimit -n $$(ulimit -Hn) && cargo bench --bench fair -- $(ONLY)
