//! The stand-alone page.

fn main() {}
