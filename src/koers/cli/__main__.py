import sys

from koers.cli.main import main

sys.exit(main())
