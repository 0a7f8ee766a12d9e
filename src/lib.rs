//! The widget: a guided go-live checklist for Mercado Pago.
