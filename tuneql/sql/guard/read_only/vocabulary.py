"""The syntax that only reads, as sqlglot's node types by name.

Left out on purpose: all DML and DDL, Into, Lock, Hint (it can set variables), Command, parameters, and functions that
access files, secrets, sequences, sessions, roles or models (ReadCSV, ToFile, Secret, NextValueFor, CurrentRole,
AIGenerate and so on). A name that an upgrade of sqlglot removes fails at import, and a new one stays denied until it is
listed here.
"""

from typing import Final

from sqlglot import exp

_QUERIES = """
    Select SetOperation Union Except Intersect Subquery Values With CTE RecursiveWithSearch From Join Lateral Unnest
    Table TableAlias TableFromRows TableSample Where Group Cube Rollup GroupingSets Having Qualify Order Ordered
    WithFill Limit LimitOptions Offset Fetch Distinct Window WindowSpec Pivot PivotAlias PivotAny
    UnpivotColumns Partition Connect Prior Columns IndexTableHint WithTableHint QueryOption ForClause
    XMLKeyValueOption Star Alias Aliases Tuple Cluster Distribute Sort Final PreWhere UDTF HistoricalData Changes
    Version MatchRecognize MatchRecognizeMeasure Nearest Summarize
"""
_VALUES = """
    Column Pseudocolumn Identifier Literal Null Boolean Var DataType DataTypeParam Interval IntervalSpan BitString
    HexString ByteString RawString National Introducer Kwarg PropertyEQ Lambda Slice Bracket Dot
    WithinGroup Filter IgnoreNulls RespectNulls HavingMax AtTimeZone FromTimeZone AtIndex Collate CharacterSet
    JSONPath JSONPathFilter JSONPathKey JSONPathRecursive JSONPathRoot JSONPathScript JSONPathSelector JSONPathSlice
    JSONPathSubscript JSONPathUnion JSONPathWildcard JSONKeyValue JSONColumnDef JSONSchema JSONValue FormatJson
    JSONExtractQuote OpenJSONColumnDef ColumnDef OnCondition OverflowTruncateBehavior ForIn Comprehension TimeUnit
    WeekStart ColumnConstraint DefaultColumnConstraint NotNullColumnConstraint PathColumnConstraint ScopeResolution
    TranslateCharacters Variadic PositionalColumn
"""
_OPERATORS = """
    JSON Paren Not Neg BitwiseNot Add Sub Mul Div IntDiv Mod DPipe BitwiseAnd BitwiseOr BitwiseXor BitwiseLeftShift
    BitwiseRightShift EQ NEQ GT GTE LT LTE Is In Between Like ILike Glob Match SimilarTo Escape NullSafeEQ
    NullSafeNEQ All Any And Or Xor Distance Overlaps Adjacent ExtendsLeft ExtendsRight Operator RegexpLike
    RegexpILike Exists Pow
"""
_GENERAL_FUNCTIONS = """
    Case Host Compress Generator NetFunc Seq1 Seq2 Seq4 Seq8
    If Cast TryCast JSONCast Convert CastToStrType Coalesce DecodeCase EqualNull Greatest Least Nullif Nvl2 Try
    Anonymous AnonymousAggFunc CombinedAggFunc ParameterizedAgg CombinedParameterizedAgg ApproxDistinct Hll HashAgg
    SafeFunc Typeof Collation Float64 Int64 IsArray IsNullValue LaxBool LaxFloat64 LaxInt64 LaxString ToBoolean
    ToVariant GetIgnoreCase ConnectByRoot Rand Randn Randstr Uuid Uniform Normal RangeBucket RangeN WidthBucket
"""
_AGGREGATES = """
    AnyValue ApproximateSimilarity ApproxPercentileAccumulate ApproxPercentileCombine ApproxPercentileEstimate
    ApproxQuantile ApproxQuantiles ApproxTopK ApproxTopKAccumulate ApproxTopKCombine ApproxTopKEstimate ApproxTopSum
    ArgMax ArgMin ArrayAgg ArrayConcatAgg ArrayUnionAgg ArrayUniqueAgg Avg Corr Count CountIf CovarPop CovarSamp
    CumeDist DenseRank First FirstValue GroupConcat Grouping GroupingId Kurtosis Lag Last LastValue Lead LogicalAnd
    LogicalOr Max Median Min Minhash MinhashCombine Mode Ntile NthValue ObjectAgg PercentileCont PercentileDisc
    PercentRank Quantile Rank RegrAvgx RegrAvgy RegrCount RegrIntercept RegrR2 RegrSlope RegrSxx RegrSxy RegrSyy
    RegrValx RegrValy RowNumber Skewness Stddev StddevPop StddevSamp Sum Variance VariancePop BitwiseAndAgg
    BitwiseOrAgg BitwiseXorAgg BitmapConstructAgg BitmapOrAgg BoolxorAgg
"""
_NUMBERS = """
    Abs Acos Acosh Asin Asinh Atan Atan2 Atanh Booland Boolnot Boolor Cbrt Ceil Cos CosineDistance Cosh Cot Coth Csc
    Csch Degrees DotProduct EuclideanDistance Exp Factorial Floor IsInf IsNan JarowinklerSimilarity Ln Log
    ManhattanDistance Nanvl Negative Pi Radians Rint Round SafeAdd SafeDivide SafeMultiply SafeNegate SafeSubtract
    Sec Sech Sign Sin Sinh Sqrt Tan Tanh Trunc BitwiseCount BitmapBitPosition BitmapBucketNumber BitmapCount Getbit
"""
_TEXTS = """
    Ascii Base64DecodeBinary Base64DecodeString Base64Encode BitLength ByteLength Chr CodePointsToBytes
    CodePointsToString Concat ConcatWs Contains ConvertToCharset Decode Elt Encode EndsWith FarmFingerprint CityHash64
    Format FromBase FromBase32 FromBase64 Hex HexDecodeString Initcap IsAscii Left Length Levenshtein Lower LowerHex MD5
    MD5Digest MD5NumberLower64 MD5NumberUpper64 MatchAgainst Normalize NumberToStr Overlay Pad ParseBignumeric
    ParseNumeric ParseUrl RegexpCount RegexpExtract RegexpExtractAll RegexpFullMatch RegexpInstr RegexpReplace
    RegexpSplit RegexpSubstr Repeat Replace Reverse Right RtrimmedLength SHA SHA1Digest SHA2 SHA2Digest
    SafeConvertBytesToString Search Soundex SoundexP123 Space Split SplitPart StandardHash StartsWith StrPosition
    StrToMap String Strtok Stuff Substring SubstringIndex ToBase32 ToBase64 ToBinary ToChar ToCodePoints ToDecfloat
    ToDouble ToNumber Translate Trim VectorSearch TryBase64DecodeBinary TryBase64DecodeString TryHexDecodeBinary
    TryHexDecodeString TryToDecfloat Unhex Unicode Upper WeightString
"""
_TIMES = """
    AddMonths ConvertTimezone CurrentDate CurrentDatetime CurrentTime CurrentTimestamp CurrentTimestampLTZ
    CurrentTimezone Date DateAdd DateBin DateDiff DateFromParts DateFromUnixDate DateStrToDate DateSub DateToDateStr
    DateToDi DateTrunc Datetime DatetimeAdd DatetimeDiff DatetimeSub DatetimeTrunc Day DayOfMonth DayOfWeek
    DayOfWeekIso DayOfYear Dayname DiToDate Extract FromISO8601Date FromISO8601Timestamp FromISO8601TimestampNanos
    GapFill GenerateDateArray GenerateTimestampArray GetExtract Hour JustifyDays JustifyHours JustifyInterval LastDay
    Localtime Localtimestamp MakeInterval Minute Month Monthname MonthsBetween NextDay ParseDatetime ParseTime
    PreviousDay Quarter Second StrToDate StrToTime StrToUnix Systimestamp Time TimeAdd TimeDiff TimeFromParts
    TimeSlice TimeStrToDate TimeStrToTime TimeStrToUnix TimeSub TimeToStr TimeToTimeStr TimeToUnix TimeTrunc
    Timestamp TimestampAdd TimestampDiff TimestampFromParts TimestampLtzFromParts TimestampSub TimestampTrunc
    TimestampTzFromParts ToDays TsOrDiToDi TsOrDsAdd TsOrDsDiff TsOrDsToDate TsOrDsToDateStr TsOrDsToDatetime
    TsOrDsToTime TsOrDsToTimestamp UnixDate UnixMicros UnixMillis UnixSeconds UnixToStr UnixToTime UnixToTimeStr
    UtcDate UtcTime UtcTimestamp Week WeekOfYear Year YearOfWeek YearOfWeekIso
"""
_STRUCTURES = """
    Apply Array ArrayAll ArrayAny ArrayAppend ArrayCompact ArrayConcat ArrayConstructCompact ArrayContainedBy
    ArrayContains ArrayContainsAll ArrayDistinct ArrayExcept ArrayFilter ArrayFirst ArrayInsert ArrayIntersect
    ArrayLast ArrayMax ArrayMin ArrayOverlaps ArrayPosition ArrayPrepend ArrayRemove ArrayRemoveAt ArrayReverse
    ArraySize ArraySlice ArraySort ArraySum ArrayToString ArraysZip Explode ExplodeOuter ExplodingGenerateSeries
    Flatten GenerateSeries Inline List Map MapCat MapContainsKey MapDelete MapFromEntries MapInsert MapKeys MapPick
    MapSize Posexplode PosexplodeOuter Reduce SplitToTable Stack StarMap StringToArray StrtokSplitToTable
    StrtokToArray Struct StructExtract ToArray ToMap Transform VarMap XMLElement XMLGet XMLNamespace XMLTable CheckXml
    ObjectTransform DecompressBinary DecompressString ParseIp SearchIp Zipf RegDomain StDistance StPoint FromJson
    JSONArray JSONArrayAgg JSONArrayAppend JSONArrayContains JSONArrayInsert JSONBContains JSONBContainsAllTopKeys
    JSONBContainsAnyTopKeys JSONBContainsTopKey JSONBDeleteAtPath JSONBExists JSONBExtract JSONBExtractScalar
    JSONBObjectAgg JSONBPathExists JSONBool JSONExists JSONExtract JSONExtractArray JSONExtractScalar JSONFormat
    JSONKeys JSONKeysAtDepth JSONObject JSONObjectAgg JSONRemove JSONSet JSONStripNulls JSONTable JSONType
    JSONValueArray ObjectInsert OpenJSON ParseJSON StripNullValue CheckJson
"""

_LISTS: Final = (
    _QUERIES,
    _VALUES,
    _OPERATORS,
    _GENERAL_FUNCTIONS,
    _AGGREGATES,
    _NUMBERS,
    _TEXTS,
    _TIMES,
    _STRUCTURES,
)

READ_ONLY_NODES: Final[frozenset[type[exp.Expr]]] = frozenset(
    getattr(exp, name) for names in _LISTS for name in names.split()
)

_SCALARS = "Paren Case If Cast TryCast Coalesce Nullif Greatest Least"

SCALARS: Final[frozenset[type[exp.Expr]]] = frozenset(
    getattr(exp, name) for names in (_SCALARS, _NUMBERS, _TEXTS, _TIMES) for name in names.split()
)
"""What has one value for each row, and is surely no aggregate."""
