using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization;

public sealed class SpanishNormalizationTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("0 1 2 16 20", "cero uno dos dieciséis veinte")]
    [InlineData("21, 22 y 30", "veintiuno, veintidós y treinta")]
    [InlineData("31, 100, 101 y 121", "treinta y uno, cien, ciento uno y ciento veintiuno")]
    [InlineData("Son 1.234,5", "Son mil doscientos treinta y cuatro coma cinco")]
    [InlineData("3,14 y 3.14", "tres coma catorce y tres coma catorce")]
    [InlineData("3,05 y 2,71828", "tres coma cero cinco y dos coma siete uno ocho dos ocho")]
    [InlineData("1.000.000 de personas", "un millón de personas")]
    [InlineData("21.000", "veintiún mil")]
    [InlineData("1.000.000.000.000", "un billón")]
    [InlineData("-5", "menos cinco")]
    [InlineData("Hay 1 mesa y 1 gato", "Hay una mesa y un gato")]
    [InlineData("21 personas y 31 días", "veintiuna personas y treinta y un días")]
    [InlineData("500 habitaciones", "quinientas habitaciones")]
    [InlineData("el 007", "el cero cero siete")]
    [InlineData(
        "12345678901234567890",
        "uno dos tres cuatro cinco seis siete ocho nueve cero uno dos tres cuatro cinco seis siete ocho nueve cero"
    )]
    [InlineData("sala B2", "sala B dos")]
    public void Numbers(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("A las 10:30.", "A las diez y media.")]
    [InlineData("a la 1:15", "a la una y cuarto")]
    [InlineData("a las 9:00", "a las nueve")]
    [InlineData("a las 8:50", "a las ocho cincuenta")]
    [InlineData("a las 22:30 h", "a las veintidós treinta")]
    [InlineData("a las 21h", "a las veintiuna horas")]
    [InlineData("a las 9h30", "a las nueve y media")]
    [InlineData("a las 9 a. m. o 5 p.m.", "a las nueve de la mañana o cinco de la tarde.")]
    [InlineData("de 9:00-14:00", "de nueve a catorce")]
    [InlineData("a las 2", "a las dos")]
    [InlineData("a la 1", "a la una")]
    [InlineData("el 22/11/2026", "el veintidós de noviembre de dos mil veintiséis")]
    [InlineData("2026-11-22", "veintidós de noviembre de dos mil veintiséis")]
    [InlineData("el 1/5/26", "el uno de mayo de dos mil veintiséis")]
    [InlineData("22 de noviembre de 1999", "veintidós de noviembre de mil novecientos noventa y nueve")]
    [InlineData("el 45/13/2026", "el cuarenta y cinco barra trece barra dos mil veintiséis")]
    public void Times_and_dates(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("12,50 €", "doce euros con cincuenta")]
    [InlineData("1 € y 21€", "un euro y veintiún euros")]
    [InlineData("0,99 €", "noventa y nueve céntimos")]
    [InlineData("1.250.000 €", "un millón doscientos cincuenta mil euros")]
    [InlineData("3.000.000 €", "tres millones de euros")]
    [InlineData("$5", "cinco dólares")]
    [InlineData("201 £", "doscientas una libras")]
    [InlineData("20 EUR.", "veinte euros.")]
    [InlineData("50 % y 1%", "cincuenta por ciento y uno por ciento")]
    [InlineData("5 km a 120 km/h", "cinco kilómetros a ciento veinte kilómetros por hora")]
    [InlineData("1 kg, 1 h", "un kilo, una hora")]
    [InlineData("-3,5 °C", "menos tres coma cinco grados")]
    [InlineData("16 GB de 80 m²", "dieciséis gigas de ochenta metros cuadrados")]
    [InlineData("10-15 km", "diez a quince kilómetros")]
    public void Prices_and_units(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("el 1.º y la 2ª", "el primero y la segunda")]
    [InlineData("el 3er piso, 21.º", "el tercer piso, vigésimo primero")]
    [InlineData("siglo XXI", "siglo veintiuno")]
    [InlineData("Felipe VI e Isabel II", "Felipe sexto e Isabel segunda")]
    [InlineData("Alfonso XIII", "Alfonso trece")]
    [InlineData("vitamina C y DVD", "vitamina C y DVD")]
    [InlineData("Llama al 963 12 34 56", "Llama al nueve seis tres, uno dos, tres cuatro, cinco seis")]
    [InlineData("+34 612345678", "más tres cuatro, seis uno dos tres cuatro cinco seis siete ocho")]
    [InlineData("El Sr. Pérez y la Dra. Gil", "El señor Pérez y la doctora Gil")]
    [InlineData("peras, p. ej., etc.", "peras, por ejemplo, etcétera.")]
    [InlineData("En EE. UU. hay", "En Estados Unidos hay")]
    [InlineData("C/ Mayor, nº 12", "calle Mayor, número doce")]
    [InlineData("https://www.ejemplo.com/ayuda?x=1.", "triple uve doble punto ejemplo punto com barra ayuda.")]
    [InlineData("Escribe a ana_b@correo.es", "Escribe a ana guion bajo b arroba correo punto es")]
    [InlineData("ve a ejemplo.es hoy", "ve a ejemplo punto es hoy")]
    [InlineData("abre informe_2.final.docx ya", "abre informe guion bajo dos punto final punto docx ya")]
    [InlineData("ve a goo.gl/mapa, o no", "ve a goo punto gl barra mapa, o no")]
    [InlineData("en localhost:50/x", "en localhost dos puntos cincuenta barra x")]
    [InlineData("Ya.Me voy. Hola.pues", "Ya.Me voy. Hola.pues")]
    [InlineData("3 + 4 = 7", "tres más cuatro igual a siete")]
    [InlineData("10 - 5, 10 / 2, 3x4, 3/4", "diez menos cinco, diez entre dos, tres por cuatro, tres cuartos")]
    [InlineData("Pan & vino #1 #tema @ana", "Pan y vino número uno almohadilla tema arroba ana")]
    [InlineData(
        "versión 1.2.10 en 192.168.1.1",
        "versión uno punto dos punto diez en ciento noventa y dos punto ciento sesenta y ocho punto uno punto uno"
    )]
    [InlineData("  Hola  ,\n mundo 😀 . ", "Hola, mundo.")]
    [InlineData("... ", "")]
    [InlineData("Hola, ¿en qué puedo ayudarte?", "Hola, ¿en qué puedo ayudarte?")]
    public void Names_addresses_and_symbols(string written, string spoken) => Check(written, spoken);

    private static void Check(string written, string spoken) => Assert.Equal(spoken, Normalizer.Normalize(written, "es"));
}
