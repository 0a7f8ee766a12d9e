// What must never be: an Access Token where every buyer can read it. This one is of nobody.
window.accessToken = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
