using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class RomanceCalendarVerbalizer(CalendarWords words, INumberVerbalizer numbers) : ICalendarVerbalizer
{
    public string Date(int day, int month, int year) => $"{Day(day, month)} {words.Of} {numbers.Year(year)}";

    public string Day(int day, int month) => $"{numbers.Cardinal(day, Gender.Counting)} {words.Months[month - 1]}";

    public string Month(int month, int year)
    {
        // The table holds the preposition that stands behind a day: "de mayo", "d'abril".
        var name = words.Months[month - 1];
        return $"{name[(name.IndexOfAny([' ', '\'']) + 1)..]} {words.Of} {numbers.Year(year)}";
    }
}
