// Draws the page of the stand-in shop, and brings Mercado Pago's script with it.
const title = document.createElement("h1");
title.textContent = "Stand-in shop";
document.querySelector("#shop").append(title);
const script = document.createElement("script");
script.src = "https://sdk.mercadopago.com/js/v2";
document.head.append(script);
