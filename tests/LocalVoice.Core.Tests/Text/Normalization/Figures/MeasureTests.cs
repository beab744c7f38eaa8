using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class MeasureTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData(
        "es",
        "15 m/s, 110 mg/dl y 5,6 mmol/l",
        "quince metros por segundo, ciento diez miligramos por decilitro y cinco coma seis milimoles por litro"
    )]
    [InlineData("es", "6,5 l/100 km y 120 kWh/mes", "seis coma cinco litros por cien kilómetros y ciento veinte kilovatios hora al mes")]
    [InlineData("es", "2 comprimidos/día", "dos comprimidos al día")]
    [InlineData("es", "el km 12, en km/h y por kg", "el kilómetro doce, en kilómetros por hora y por kilo")]
    [InlineData("es", "5 ha de viñas, 2024 ha sido bueno", "cinco hectáreas de viñas, dos mil veinticuatro ha sido bueno")]
    [InlineData(
        "es",
        "14A, aula 7L, talla 40 L, portal 6 t, C/ Sol, 12 A",
        "catorce A, aula siete L, talla cuarenta L, portal seis t, calle Sol, doce A"
    )]
    [InlineData("es", "un fusible de 16 A y 230 V", "un fusible de dieciséis amperios y doscientos treinta voltios")]
    [InlineData("es", "una tele de 55\" y dijo \"son 6\"", "una tele de cincuenta y cinco pulgadas y dijo \"son seis\"")]
    [InlineData("es", "1 cdta. de sal, 3 cdas. más", "una cucharadita de sal, tres cucharadas más")]
    [InlineData("es", "10x20x5 cm, ±3 % y –5 °C", "diez por veinte por cinco centímetros, más menos tres por ciento y menos cinco grados")]
    [InlineData(
        "es",
        "1 234 567 coches y 10\u202f000 kg",
        "un millón doscientos treinta y cuatro mil quinientos sesenta y siete coches y diez mil kilos"
    )]
    [InlineData("es", "40° 25′ 12″ N", "cuarenta grados veinticinco minutos doce segundos N")]
    [InlineData("ca", "2 h, 22 tones i 2 kcal", "dues hores, vint-i-dues tones i dues quilocalories")]
    [InlineData("ca", "80 mg/dl, 5 ‰ i 24 h/dia", "huitanta mil·ligrams per decilitre, cinc per mil i vint-i-quatre hores al dia")]
    [InlineData("ca", "aula 5L i una pantalla de 27\"", "aula cinc L i una pantalla de vint-i-set polzades")]
    [InlineData(
        "en",
        "3 tsp, 8 fl oz, 200 sq ft and 12 in. long",
        "three teaspoons, eight fluid ounces, two hundred square feet and twelve inches long"
    )]
    [InlineData("en", "6'2\" and 5 ft 11 in", "six foot two and five feet eleven inches")]
    [InlineData("en", "a 10 km run and a 27\" monitor", "a ten kilometre run and a twenty-seven inch monitor")]
    [InlineData(
        "en",
        "72 bpm, 120 psi and 30 mpg",
        "seventy-two beats per minute, one hundred and twenty pounds per square inch and thirty miles per gallon"
    )]
    [InlineData("en", "It is 5 in the morning", "It is five in the morning")]
    [InlineData("en", "Take 2 500 mg tablets", "Take two five hundred milligrams tablets")]
    [InlineData("en", "seat 12F, gate 4 B, 10-20%", "seat twelve F, gate four B, ten to twenty percent")]
    [InlineData("es", "45' al horno, dijo 'son 5'", "cuarenta y cinco minutos al horno, dijo 'son cinco'")]
    [InlineData("es", "5 mg c/8 h", "cinco miligramos cada ocho horas")]
    [InlineData(
        "es",
        "80 habitantes/km² y 3 sacos/día, 7 N·m",
        "ochenta habitantes por kilómetro cuadrado y tres sacos al día, siete newtons metro"
    )]
    [InlineData("ca", "30 plantes/m²", "trenta plantes per metre quadrat")]
    [InlineData("en", "3 in 7 people, a 40\" TV", "three in seven people, a forty inch TV")]
    [InlineData("en", "10B Elm St. and 7B parameters", "ten B Elm Street and seven B parameters")]
    [InlineData("en", "331B Castle Rd. and a 70B model", "three hundred and thirty-one B Castle Road and a seventy billion model")]
    [InlineData("es", "51 Mt y 21 Gt", "cincuenta y una megatoneladas y veintiuna gigatoneladas")]
    public void Units_rates_and_ranges(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
