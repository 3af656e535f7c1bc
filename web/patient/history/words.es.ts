/** The Spanish of the history: what each line was, by whom, and when. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  historyWords: {
    today: "Hoy",
    yesterday: "Ayer",
    inTheApp: "En la aplicación",
    byItself: "Automáticamente, en su fecha",
    balanceAfter: "Saldo después",
    owedAfter: (count) => `se deben ${count}`,
    quoted: (text) => `«${text}»`,
    older: "Mostrar anteriores",
    noHistory: "Todavía no hay nada aquí",
    noHistoryText: "Su primera compra abre esta página: cada línea dice qué cambió y por qué.",
    historyFailed: "No se pudo leer el historial. Revise la red.",
  },
  kindWords: {
    accrual: "Compra",
    redemption: "Puntos usados",
    wallet_payment: "Pago con el monedero",
    adjustment: "Ajuste",
    banking: "Puntos convertidos",
    wallet_credit: "Dinero del monedero",
    cash_out: "Pagado en efectivo",
    expiry: "Vencimiento",
    extension: "Plazo ampliado",
    reissue: "Una nueva vida",
    bonus: "Por su membresía",
    opening: "Traído de antes",
  },
  reversalWords: {
    refund: "Reembolso",
    void: "Compra cancelada",
    reassign: "Compra trasladada",
    cancel: "Canje cancelado",
    undo: "Conversión deshecha",
    credit: "Dinero del monedero retirado",
    cash_out: "Pago en efectivo deshecho",
  },
};
