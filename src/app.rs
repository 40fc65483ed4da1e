//! `<App>`: one reducer, one switch on the route.
