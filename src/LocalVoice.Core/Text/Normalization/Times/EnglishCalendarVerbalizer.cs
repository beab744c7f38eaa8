using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class EnglishCalendarVerbalizer(CalendarWords words, INumberVerbalizer numbers) : ICalendarVerbalizer
{
    public string Date(int day, int month, int year) => Day(day, month) + (words.DayFirst ? " " : ", ") + numbers.Year(year);

    public string Day(int day, int month)
    {
        var ordinal = numbers.Ordinal(day, OrdinalForm.Masculine);
        return words.DayFirst ? $"the {ordinal} {words.Of} {words.Months[month - 1]}" : $"{words.Months[month - 1]} {ordinal}";
    }

    public string Month(int month, int year) => $"{words.Months[month - 1]} {numbers.Year(year)}";
}
