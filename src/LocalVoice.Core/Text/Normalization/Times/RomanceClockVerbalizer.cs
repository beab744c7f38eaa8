using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

/// <summary>Spanish and Valencian: <c>las diez y media</c>, <c>les deu i quart</c>; after noon, hours and minutes as numbers.</summary>
internal sealed class RomanceClockVerbalizer(ClockWords words, INumberVerbalizer numbers) : IClockVerbalizer
{
    public string Time(int hour, int minute, DayHalf half)
    {
        var part = hour == 0 && minute == 0 ? words.DayParts[0].Words : half.PartOfDay(hour, words.DayParts);
        var said = part.Length > 0 && hour == 0 ? 12 : hour;
        var spoken = numbers.Cardinal(said, Gender.Feminine);
        spoken = minute switch
        {
            0 => spoken,
            _ when said is 0 or > 12 => $"{spoken} {SayMinute(minute)}",
            15 => $"{spoken} {words.And} {words.Quarter}",
            30 => $"{spoken} {words.And} {words.Half}",
            < 30 => $"{spoken} {words.And} {numbers.Cardinal(minute, Gender.Counting)}",
            _ => $"{spoken} {numbers.Cardinal(minute, Gender.Counting)}",
        };
        return part.Length == 0 ? spoken : $"{spoken} {part}";
    }

    /// <summary>Minutes below ten are joined by a word; otherwise they would be taken for a larger number.</summary>
    private string SayMinute(int minute) =>
        minute < 10 ? $"{words.And} {numbers.Cardinal(minute, Gender.Counting)}" : numbers.Cardinal(minute, Gender.Counting);
}
