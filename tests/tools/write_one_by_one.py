"""Writes one thing at a time to a running server, by form and over the socket, and waits for each answer.

For an audit of system calls, which asks whether a sync stands between a write and its acknowledgement: run
the server under a tracer and this beside it. `write_one_by_one.py TIMES FOLDER`, the server's data being in
FOLDER/data; the other settings are those of crash_adapter.py. Exits with 0 when every write was acknowledged.
"""
import os, random, sys, time, uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import crash_adapter  # noqa: E402


class Refused(Exception):
    """The server answered, and the answer was no."""


def wait_until_healthy(adapter, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if adapter.healthy():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the server is not healthy")


def main():
    times, folder = int(sys.argv[1]), sys.argv[2]
    sys.modules["crashtest"] = sys.modules[__name__]
    adapter = crash_adapter.Adapter(folder, is_running=True)
    wait_until_healthy(adapter)
    adapter.setup()
    rng = random.Random(1)
    session = adapter.connect(0)
    for kind in ["say", "form", "apply", "draft"] * times:
        key = f"{kind}-{uuid.uuid4()}"
        adapter.write(session, kind, key, adapter.make(kind, key, rng))
        time.sleep(0.05)
    print(f"{4 * times} writes acknowledged")


if __name__ == "__main__":
    main()
