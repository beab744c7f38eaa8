using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class EnglishClockVerbalizer(ClockWords words, INumberVerbalizer numbers) : IClockVerbalizer
{
    public string Time(int hour, int minute, DayHalf half)
    {
        var part = half.PartOfDay(hour, words.DayParts);
        if (part.Length > 0)
        {
            return $"{numbers.Cardinal(hour == 0 ? 12 : hour, Gender.Counting)}{Minutes(minute)} {part}";
        }

        var spoken = numbers.Cardinal(hour, Gender.Counting);
        return minute > 0 ? spoken + Minutes(minute)
            : hour is 0 or 24 ? "midnight"
            : hour <= 12 ? $"{spoken} o'clock"
            : $"{spoken} hundred hours";
    }

    private string Minutes(int minute) =>
        minute switch
        {
            0 => "",
            < 10 => " oh " + numbers.Cardinal(minute, Gender.Counting),
            _ => " " + numbers.Cardinal(minute, Gender.Counting),
        };
}
