//! One file or folder per page. A page acts: it sends actions and calls the browser's abilities.
