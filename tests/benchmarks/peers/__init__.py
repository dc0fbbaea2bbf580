"""The same milestones in other programs' own files, and the same work done by them: a module a program, by its name.

``TITLE`` is what it is called, ``PROGRAM`` is looked for on the PATH, ``VERSION`` are the words that make it say which
it is. ``write`` puts tasks into a folder in the program's format, ``environment`` is what it is run with there, and
``works`` are the commands, each with how its answer is read. ``AHEAD_FROM`` is the number of milestones from which
coopctl is to be ahead, None for never mind. Debian has some of them, PyPI the others:

    sudo apt-get install hledger ledger taskwarrior tj3
    python3 -m venv peers && peers/bin/pip install beancount beanquery todoman
    PATH=$PWD/peers/bin:$PATH python tests/benchmarks/run.py --peers
"""
