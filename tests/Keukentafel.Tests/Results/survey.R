# The rules of the report, by R's survey package:  Rscript survey.R CLIENTS.csv none|poststratify|rake STRATA(comma) > rows as csv
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", digits = 17)
given <- commandArgs(TRUE)
clients <- read.csv(given[1], colClasses = "character", check.names = FALSE)
strata <- if (length(given) > 2) strsplit(given[3], ",")[[1]] else character(0)
clients$stratum <- if (length(strata)) do.call(paste, c(clients[strata], sep = "/")) else "all"

approached <- clients[clients$outcome != "", ]
size <- table(clients$stratum)
eligible <- sapply(names(size), function(h) {
  own <- approached[approached$stratum == h, ]
  size[[h]] * mean(substr(own$outcome, 1, 1) != "4")
})
usable <- clients[clients$outcome %in% c("1.1", "1.2"), ]
usable$M <- eligible[usable$stratum]
usable$w <- usable$M / table(usable$stratum)[usable$stratum]
design <- svydesign(ids = ~1, strata = ~stratum, weights = ~w, fpc = ~M, data = usable)

margin <- function(variables) {
  counts <- as.data.frame(table(clients[variables]))
  names(counts) <- c(variables, "Freq")
  counts$Freq <- counts$Freq * sum(eligible) / nrow(clients)
  counts[counts$Freq > 0, ]
}
design <- switch(given[2],
  none = design,
  poststratify = postStratify(design, ~leeftijd + geslacht, margin(c("leeftijd", "geslacht"))),
  rake = calibrate(design, formula = list(~leeftijd, ~geslacht, ~soort), population = list(margin("leeftijd"), margin("geslacht"), margin("soort")),
    calfun = "raking", epsilon = 1e-12, maxit = 500))

reach <- qt(0.975, nrow(usable) - length(size))
substantive <- list(V1 = c("1", "2", "3"), V2 = c("1", "2"))
positive <- list(V1 = c("1", "2"), V2 = "1")
cat("question,variable,value,n,positive,se,lower,upper\n")
for (question in names(substantive)) for (variable in c("", "wijk", "kanaal", "soort")) {
  values <- if (variable == "") "" else sort(unique(usable[[variable]]), method = "radix")
  for (value in values) {
    inside <- usable[[question]] %in% substantive[[question]]
    if (variable != "") inside <- inside & usable[[variable]] == value
    n <- sum(inside)
    if (n == 0) next
    design$variables$y <- as.numeric(usable[[question]] %in% positive[[question]])
    hits <- sum(design$variables$y[inside])
    if (hits == 0 || hits == n) {
      p <- hits / n
      se <- 0
      limits <- c(if (hits == 0) 0 else qbeta(0.025, hits, n - hits + 1), if (hits == n) 1 else qbeta(0.975, hits + 1, n - hits))
    } else {
      mean <- svymean(~y, design[inside, ])
      p <- as.numeric(coef(mean))
      se <- as.numeric(SE(mean))
      limits <- plogis(qlogis(p) + c(-1, 1) * reach * se / (p * (1 - p)))
    }
    cat(paste(c(question, variable, value, n, sprintf("%.17g", c(p, se, limits))), collapse = ","), "\n", sep = "")
  }
}
