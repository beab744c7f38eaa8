using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class RomanceCalendarVerbalizer(CalendarWords words, INumberVerbalizer numbers) : ICalendarVerbalizer
{
    public string Date(int day, int month, int year) =>
        $"{numbers.Cardinal(day, Gender.Counting)} {words.Months[month - 1]} {words.Of} {numbers.Year(year)}";
}
