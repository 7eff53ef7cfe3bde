"""Where a part of a picture is: painted over, tapped, or found by what it is called."""
