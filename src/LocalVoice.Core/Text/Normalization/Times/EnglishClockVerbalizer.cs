using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class EnglishClockVerbalizer(ClockWords words, INumberVerbalizer numbers) : IClockVerbalizer
{
    public string Time(int hour, int minute, DayHalf half)
    {
        var spoken = numbers.Cardinal(hour, Gender.Counting);
        return half switch
        {
            DayHalf.Morning => $"{spoken}{Minutes(minute)} {words.Morning}",
            DayHalf.Afternoon => $"{spoken}{Minutes(minute)} {words.Afternoon}",
            _ when minute > 0 => spoken + Minutes(minute),
            _ => hour is > 0 and <= 12 ? $"{spoken} o'clock" : $"{spoken} hundred hours",
        };
    }

    private string Minutes(int minute) =>
        minute switch
        {
            0 => "",
            < 10 => " oh " + numbers.Cardinal(minute, Gender.Counting),
            _ => " " + numbers.Cardinal(minute, Gender.Counting),
        };
}
