//! What is drawn once a row or a list is unfolded.

pub mod changes;
pub mod items;
pub mod rejections;
pub mod way;
