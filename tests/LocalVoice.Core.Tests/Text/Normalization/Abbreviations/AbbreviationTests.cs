namespace LocalVoice.Core.Tests.Text.Normalization.Abbreviations;

public sealed class AbbreviationTests
{
    [Theory]
    [InlineData("Excmo. Sr. Rector", "excelentísimo señor Rector")]
    [InlineData("Núm. 4, párr. 2, Ej. 9", "Número cuatro, párrafo dos, Ejemplo nueve")]
    [InlineData("RR.HH. y RR. HH.", "recursos humanos y recursos humanos.")]
    [InlineData("v. gr. esto", "verbigracia esto")]
    [InlineData("el Ayto. de Lugo", "el Ayuntamiento de Lugo")]
    [InlineData("nº7", "número siete")]
    public void An_entry_has_its_capitals_and_its_spaces_as_they_come(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("fig. 3, t. IV, ed. 2", "figura tres, tomo cuatro, edición dos")]
    [InlineData("Le dije que no. 3 se fueron.", "Le dije que número tres se fueron.")]
    [InlineData("Le dije que no.", "Le dije que no.")]
    [InlineData("20 hab. por km", "veinte habitantes por kilómetro")]
    [InlineData("el km 8", "el kilómetro ocho")]
    public void Some_need_a_number_beside_them(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("D. Pelayo", "don Pelayo")]
    [InlineData("El D. Pelayo de Asturias", "El don Pelayo de Asturias")]
    [InlineData("Rosa D. Vidal", "Rosa D. Vidal")]
    public void A_letter_behind_a_name_is_an_initial(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("P.º de Gracia, 9, bjo. dcha.", "paseo de Gracia, nueve, bajo derecha.")]
    [InlineData("Rda. Norte, s/n, esc. A, pta. 2", "ronda Norte, sin número, escalera A, puerta dos")]
    [InlineData("C/Sol, 8, 4.º izq.", "calle Sol, ocho, cuarto izquierda.")]
    [InlineData("Pol. Ind. Sur, Apdo. 31", "polígono industrial Sur, apartado treinta y uno")]
    public void Spanish_addresses(string written, string spoken) => Assert.Equal(spoken, Spoken.Spanish(written));

    [Theory]
    [InlineData("Pça. Major, 3, 2n esq.", "plaça Major, tres, segon esquerra.")]
    [InlineData("Sts. Cosme i Damià", "sants Cosme i Damià")]
    [InlineData("Molt Hble. Sr. Vila", "Molt honorable senyor Vila")]
    [InlineData("No en queda cap. Mira el cap. 3.", "No en queda cap. Mira el capítol tres.")]
    [InlineData("És un art. Mira l'art. 8.", "És un art. Mira l'article huit.")]
    [InlineData("Veg. la p. 4 i ss. N. B.: tel: 112", "Vegeu la pàgina quatre i següents nota bene: telèfon: cent dotze")]
    public void Catalan_abbreviations(string written, string spoken) => Assert.Equal(spoken, Spoken.Valencian(written));

    [Theory]
    [InlineData("St. Peter, 8 Oak St.", "Saint Peter, eight Oak Street.")]
    [InlineData("9 King St. London", "nine King Street London")]
    [InlineData("Dr. Wu lives on Sunset Dr. with St. Bernards.", "Doctor Wu lives on Sunset Drive with Saint Bernards.")]
    [InlineData("Ask Dr. Wu. 42nd St. is closed.", "Ask Doctor Wu. forty-second Street is closed.")]
    [InlineData("Mt. Fuji and Ft. Bragg", "Mount Fuji and Fort Bragg")]
    public void A_place_tells_saints_from_streets_and_doctors_from_drives(string written, string spoken) =>
        Assert.Equal(spoken, Spoken.English(written));

    [Theory]
    [InlineData("Vol. IX, pp. 3-8, no. 12", "Volume nine, pages three to eight, number twelve")]
    [InlineData("She said no.", "She said no.")]
    [InlineData("Lt. Fox et al. met w/o Sen. Cole, i.e. alone.", "Lieutenant Fox and others met without Senator Cole, that is alone.")]
    [InlineData("Smith & Co., Apt. 12, ext. 9", "Smith and company, apartment twelve, extension nine")]
    [InlineData("cat /etc/fstab", "cat slash etc slash fstab")]
    [InlineData("Sat., Apr. 9, WWII, F# and A/B tests", "Saturday, April ninth, World War two, F sharp and A B tests")]
    [InlineData("AT&T, P.O. Box 8, 5 Hill Ter.", "AT and T, P O Box eight, five Hill Terrace.")]
    [InlineData("a .NET app and a .env file", "a dot NET app and a dot env file")]
    public void English_abbreviations(string written, string spoken) => Assert.Equal(spoken, Spoken.English(written));
}
