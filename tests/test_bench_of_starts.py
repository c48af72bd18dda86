"""The bench of starts: what it runs answers, and a count of instructions is repeated."""

import sys

from bench.startup import Program, counted, programs, run
from conftest import needs


def test_every_program_answers_and_has_a_floor_that_is_measured(tmp_path):
    measured = programs(tmp_path)
    floors = {program.what for program in measured if not program.floor}
    for program in measured:
        assert run(program) > 0
        assert not program.floor or (
            program.floor in floors and (program.time or program.instructions)
        )


@needs("valgrind")
def test_instructions_are_repeated_to_a_hundredth_and_tell_more_from_less(tmp_path):
    small = Program("small", (sys.executable, "-I", "-c", "pass"))
    large = Program("large", (sys.executable, "-I", "-c", "sum(range(1_000_000))"))
    log = tmp_path / "log"
    first, again, more = (counted(program, log) for program in (small, small, large))
    assert abs(first - again) < first / 100
    assert more - first > 1_000_000
