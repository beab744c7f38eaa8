using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class TimeTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData(
        "es",
        "12:00 p. m., 12:15 a.m., 6 am y 9:30 p. m.",
        "doce del mediodía, doce y cuarto de la noche, seis de la mañana y nueve y media de la noche."
    )]
    [InlineData("es", "a las 9.30 y a las 18.05 h", "a las nueve y media y a las dieciocho y cinco")]
    [InlineData("es", "2h30m, 1 h 5 min 20 s", "dos horas treinta minutos, una hora cinco minutos veinte segundos")]
    [InlineData(
        "es",
        "récord: 2:05:30, dura 3:45",
        "récord: dos horas cinco minutos treinta segundos, dura tres minutos cuarenta y cinco segundos"
    )]
    [InlineData("es", "2025-01-15T09:30:00Z", "quince de enero de dos mil veinticinco, nueve y media UTC")]
    [InlineData("es", "CET (UTC+1)", "CET (UTC más uno)")]
    [InlineData("es", "del 3/7 al 10/7 y el 1/1", "del tres de julio al diez de julio y el uno de enero")]
    [InlineData("es", "01/02/2023-03/02/2023", "uno de febrero de dos mil veintitrés a tres de febrero de dos mil veintitrés")]
    [InlineData(
        "es",
        "2024-10, 3-feb-25, 12 sept. 2023",
        "octubre de dos mil veinticuatro, tres de febrero de dos mil veinticinco, doce de septiembre de dos mil veintitrés"
    )]
    [InlineData("es", "L-V de 10:00-13:30", "lunes a viernes de diez a trece treinta")]
    [InlineData(
        "es",
        "Mateo 5:3, escala 1:50.000 y formato 21:9",
        "Mateo cinco tres, escala uno a cincuenta mil y formato veintiuno a nueve"
    )]
    [InlineData("ca", "12:30 a. m., 6 a. m. i 9:30 p. m.", "dotze i mitja de la nit, sis del matí i nou i mitja de la nit.")]
    [InlineData("ca", "a les 9.30, 21:45h i 1h 45m", "a les nou i mitja, vint-i-una quaranta-cinc i una hora quaranta-cinc minuts")]
    [InlineData("ca", "el 3/7 i el 12 oct. 2024", "el tres de juliol i el dotze d'octubre de dos mil vint-i-quatre")]
    [InlineData("en", "12:30 a.m., 7 PM, 9.30am and 00:00", "twelve thirty a m, seven p m, nine thirty a m and midnight")]
    [InlineData("en", "2:15:00, 3m 20s", "two hours fifteen minutes, three minutes twenty seconds")]
    [InlineData(
        "en",
        "Jan 5th, Dec. 24-26, 4 July 2021",
        "January fifth, December twenty-fourth to twenty-sixth, the fourth of July twenty twenty-one"
    )]
    [InlineData("en", "In May 3 dogs came, on May 3 too", "In May three dogs came, on May third too")]
    [InlineData("en", "Tue-Sat 10am-4pm", "Tuesday to Saturday ten a m to four p m")]
    [InlineData("en", "on 25/12 and a ratio of 16:10", "on the twenty-fifth of December and a ratio of sixteen to ten")]
    [InlineData("en-US", "on 12/25, by 3/7", "on December twenty-fifth, by March seventh")]
    [InlineData("es", "a las 20:30, de 10-11:30", "a las veinte treinta, de diez a once y media")]
    [InlineData("en", "9-11 AM", "nine to eleven a m")]
    [InlineData("ca", "entre l'1/5 i el 15/5", "entre l'un de maig i el quinze de maig")]
    public void Times_dates_and_durations(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
