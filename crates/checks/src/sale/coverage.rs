//! How much of what is asked was visible and was there: counts, and never a score.

use crate::contract::{Details, ItemClass, ItemFinding, ItemState};

/// Counts of items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Items that can be seen from here.
    pub visible: u32,
    /// Those of them that were sent as they should be.
    pub present: u32,
    /// Required items that can be seen from here.
    pub required_visible: u32,
    /// Those of them that were sent as they should be.
    pub required_present: u32,
    /// Required items that cannot be seen from here.
    pub required_hidden: u32,
}

impl Coverage {
    /// Counts items.
    #[must_use]
    pub fn of(items: &[ItemFinding]) -> Self {
        let mut coverage = Self::default();
        for item in items {
            let is_required = item.class == ItemClass::Required;
            let is_visible = item.state != ItemState::NotVisible;
            let is_present = item.state == ItemState::Present;
            coverage.visible += u32::from(is_visible);
            coverage.present += u32::from(is_present);
            coverage.required_visible += u32::from(is_required && is_visible);
            coverage.required_present += u32::from(is_required && is_present);
            coverage.required_hidden += u32::from(is_required && !is_visible);
        }
        coverage
    }

    /// The counts as facts.
    #[must_use]
    pub fn details(&self) -> Details {
        Details::none()
            .with("present", self.present)
            .with("visible", self.visible)
            .with("required_present", self.required_present)
            .with("required_visible", self.required_visible)
            .with("required_hidden", self.required_hidden)
    }
}
