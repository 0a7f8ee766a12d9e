//! The account behind an Access Token: `GET /users/me`.

use checkout_readiness_checks::evidence::{Account, Observation};
use checkout_readiness_mercado_pago::{AccessToken, Client, User};

use super::observed;

pub(crate) async fn observe(client: &Client, token: &AccessToken) -> Observation<Account> {
    observed(client.users_me(token).await, facts)
}

fn facts(user: User) -> Account {
    let status = user.status.unwrap_or_default();
    let may = |permission: &Option<_>| {
        let permission: Option<&checkout_readiness_mercado_pago::Permission> = permission.as_ref();
        permission.and_then(|permission| permission.allow)
    };
    Account {
        user_id: user.id,
        nickname: user.nickname,
        site: user.site_id,
        country: user.country_id,
        tags: user.tags,
        site_status: status.site_status,
        may_sell: may(&status.sell),
        may_bill: may(&status.billing),
        restriction_codes: [status.sell, status.billing]
            .into_iter()
            .flatten()
            .flat_map(|permission| permission.codes)
            .collect(),
        required_action: status.required_action,
    }
}
