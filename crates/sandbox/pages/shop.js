// The clean script of the stand-in shop: a Public Key may be seen by anybody.
addEventListener("DOMContentLoaded", () => {
  window.shop = new MercadoPago("APP_USR-00000000-0000-4000-8000-000000000001", { locale: "pt-BR" });
});
